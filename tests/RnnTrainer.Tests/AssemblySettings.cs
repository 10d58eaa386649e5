// Tests that count live tensors, or measure memory, must not share the process with a running one.
[assembly: DoNotParallelize]
