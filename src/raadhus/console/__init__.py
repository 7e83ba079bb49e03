"""Pages of leaders and the association: what the counts say."""
