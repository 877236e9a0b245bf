"""Work that takes longer than an answer may: files that wait for it, processes that do it, and jobs that outlive the program."""
