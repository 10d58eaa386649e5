namespace RnnTrainer.Benchmarks;

/// <summary>
/// The file of finished runs: one line each, added as soon as it is done, so that an interrupted ladder goes on where it stopped.
/// </summary>
internal sealed class LadderRuns
{
    private const string Name = "ladder-runs.csv";

    private readonly string path;
    private readonly List<LadderRun> runs = [];

    /// <param name="folder">Where the file is, or will be.</param>
    public LadderRuns(string folder)
    {
        path = Path.Combine(folder, Name);
        if (File.Exists(path))
            runs = [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(LadderRun.Parse)];
    }

    /// <summary>The runs of a recipe as it is now, by seed.</summary>
    public IReadOnlyList<LadderRun> Of(LadderRecipe recipe) =>
        [.. runs.Where(run => run.Recipe == recipe.Name && run.Settings == recipe.Settings).OrderBy(run => run.Seed)];

    public void Add(LadderRun run)
    {
        runs.Add(run);
        bool isNew = !File.Exists(path);
        File.AppendAllText(path, isNew ? $"{LadderRun.Header}\n{run.Line}\n" : $"{run.Line}\n");
    }
}
