"""Where the demo town's SMS and e-mail end: a gateway and a mail server that keep what they get, to be looked at."""
