"""What several verbs need around a followed plan: where it stands, its sessions in words, adherence, changes since a day."""
