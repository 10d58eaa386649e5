// ModelLoader MODEL
//
// Loads a saved model with nothing registered, scores the toy sequences through Transform and a PredictionEngine, and
// prints the bits of every probability; then whether libtorch has been loaded.

using System.Diagnostics;
using RnnTrainer.Tests;

MLContext ml = new();
ITransformer model = ml.Model.Load(args[0], out _);
ToySequences.Row[] rows = ToySequences.Rows(20, seed: 3);

Print("transform", model.Transform(ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score"));
using PredictionEngine<ToySequences.Row, ToySequences.Prediction> engine = ml.Model.CreatePredictionEngine<ToySequences.Row, ToySequences.Prediction>(model);
Print("engine", rows.Select(row => engine.Predict(row).Score));

// ML.NET looks through all types of this library to find its loader, which makes the runtime open TorchSharp's managed
// assembly; the native library is loaded when something of it is first called.
IEnumerable<string> native = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.ModuleName)
    .Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase) && name != "TorchSharp.dll");
Console.WriteLine("libtorch: " + string.Join(", ", native.DefaultIfEmpty("not loaded")));

static void Print(string name, IEnumerable<float[]> scores) =>
    Console.WriteLine($"{name}: {string.Join(' ', scores.SelectMany(row => row).Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8")))}");
