"""How dates read where Django's own way is not words: “Nov. 27, 2026” (en), “27/11/2026” (el)."""
