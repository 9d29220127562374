"""Characters, numerals, dates, document numbers and unit names of official Chinese writing."""
