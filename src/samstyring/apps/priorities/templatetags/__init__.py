"""Small helps for this room's templates."""
