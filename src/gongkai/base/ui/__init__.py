"""The look that all rooms share: base templates, components, style sheets, the staff shell."""
