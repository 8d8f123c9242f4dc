"""The people who serve and the tills they stand at: names now, rights later."""
