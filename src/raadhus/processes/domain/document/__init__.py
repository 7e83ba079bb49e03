"""A BPMN 2.0 file as typed parts, read without loss and written anew from them."""
