"""Pictures that networks show of posts: what each is, in its own words, where nobody chose one."""
