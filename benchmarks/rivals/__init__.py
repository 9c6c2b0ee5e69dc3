"""What the app is measured beside: each the least that shows the same map, or nothing at all."""
