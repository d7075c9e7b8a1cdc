"""What the review pages are made of: cards and rows, the forms that come back, and where a reviewer goes next."""
