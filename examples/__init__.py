"""Examples whose entrypoints start with `examples.`."""
