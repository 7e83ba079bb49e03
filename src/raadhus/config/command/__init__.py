"""The commands of ``./raadhus``, one file each."""
