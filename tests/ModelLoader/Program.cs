// ModelLoader MODEL
// ModelLoader MODEL FILE
//
// With a file, loads a model that was saved with its loader of data, scores the rows of the file, and prints the bits of every number.
// Without one, loads a saved model with nothing registered, scores the toy sequences through Transform and a PredictionEngine, and
// prints the bits of every number; then which assemblies of this repository were loaded, and what of TorchSharp lies
// beside this program.

using RnnTrainer.Tests;

MLContext ml = new();
if (args.Length > 1)
{
    ITransformer withLoader = ml.Model.LoadWithDataLoader(args[0], out IDataLoader<IMultiStreamSource> loader);
    Print("transform", withLoader.Transform(loader.Load(new MultiFileSource(args[1]))).Numbers());
    return;
}
ITransformer model = ml.Model.Load(args[0], out _);
ToySequences.Row[] rows = ToySequences.Rows(20, seed: 3);

Print("transform", model.Transform(ml.Data.LoadFromEnumerable(rows)).Numbers());
Func<ToySequences.Row, float[]> alone = ScoredRows.OneByOne<ToySequences.Row>(ml, model);
Print("engine", rows.Select(alone));

IEnumerable<string> assemblies = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
Console.WriteLine("loaded: " + Names(assemblies.Where(name => name.StartsWith("RnnTrainer", StringComparison.Ordinal))));
EnumerationOptions anywhere = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };
Console.WriteLine("torch files: " + Names(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch*", anywhere)));

static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));

static void Print(string name, IEnumerable<float[]> scores) =>
    Console.WriteLine($"{name}: {scores.Bits()}");
