"""Athletes as the coach keeps them: adding, showing, listing, their equipment, and copies of all that is stored."""
