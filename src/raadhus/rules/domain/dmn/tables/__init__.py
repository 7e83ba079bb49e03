"""Decision tables, compiled: each column knows for a value which rows hold, a table what is made of them."""
