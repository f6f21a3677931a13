"""What the rule sets say alike, written once; a rule set takes it from here or says it its own way."""
