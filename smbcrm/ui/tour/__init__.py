"""The guided tour: the window driven through its main jobs, with pictures."""
