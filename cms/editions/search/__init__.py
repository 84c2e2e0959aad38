"""Search over what is public: the words of live documents, an index in the database, and hits."""
