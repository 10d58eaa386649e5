using System.Runtime.CompilerServices;

// As in RnnTrainer.Scoring, where it is explained.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]
