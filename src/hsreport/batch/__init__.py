"""The same work for many sources at once: in processes or on a cluster, and what was built of what."""
