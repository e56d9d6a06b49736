"""The readers of visits, one for each way of telling one."""
