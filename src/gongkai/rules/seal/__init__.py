"""What makes a later change of the record visible: hash trees over what was published."""
