/** A training process that is never done: only whoever started it ends it. */
process.on('message', () => undefined)
