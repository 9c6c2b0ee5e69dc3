"""What all pages share: the address, the frame, the controls, the evidence."""
