-- The overview shows the oldest open losses first, and how many began on each of the last days.
create index loss_urgent on loss (workspace_id, began_at) where ended_at is null;
create index loss_by_beginning on loss (workspace_id, began_at);
