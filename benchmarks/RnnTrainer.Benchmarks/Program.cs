Console.WriteLine("RnnTrainer benchmarks");
