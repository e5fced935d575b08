"""Users, grants, who may do what, log-in and the audit trail."""
