"""What each kind of BPMN node does when a token comes, and when what it waited for happens."""
