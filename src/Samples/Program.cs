Console.WriteLine("RnnTrainer");
