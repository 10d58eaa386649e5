// ModelLoader MODEL
//
// Loads a saved model with nothing registered, scores the toy sequences through Transform and a PredictionEngine, and
// prints the bits of every number; then which assemblies of this repository were loaded, and what of TorchSharp lies
// beside this program.

using RnnTrainer.Tests;

MLContext ml = new();
ITransformer model = ml.Model.Load(args[0], out _);
ToySequences.Row[] rows = ToySequences.Rows(20, seed: 3);

Print("transform", model.Transform(ml.Data.LoadFromEnumerable(rows)).Numbers());
Func<ToySequences.Row, float[]> alone = ScoredRows.OneByOne<ToySequences.Row>(ml, model);
Print("engine", rows.Select(alone));

Console.WriteLine("loaded: " + Names(AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Where(name => name.StartsWith("RnnTrainer", StringComparison.Ordinal))));
Console.WriteLine("torch files: " + Names(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch*", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })));

static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));

static void Print(string name, IEnumerable<float[]> scores) =>
    Console.WriteLine($"{name}: {string.Join(' ', scores.SelectMany(row => row).Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8")))}");
