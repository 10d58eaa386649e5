using System.Globalization;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Reads many mutated files of a format and checks the laws that <see cref="FuzzedFormat"/> states.</summary>
/// <param name="format">The format.</param>
/// <param name="seed">Of the mutations: seed and number of an input make it again.</param>
internal sealed class FuzzRun(FuzzedFormat format, int seed) : IDisposable
{
    // Undamaged files of other sizes take other paths.
    private const int BaselineFactor = 4;

    private readonly InputLimits limits = new(TimeSpan.FromSeconds(10));
    private readonly Dictionary<string, int> refusals = [];
    private long mostAllocated;

    /// <summary>Inputs that were read.</summary>
    public int Loaded { get; private set; }

    /// <summary>Inputs that were refused.</summary>
    public int Refused => refusals.Values.Sum();

    /// <summary>What came of the inputs, in a line.</summary>
    public string Report => string.Create(CultureInfo.InvariantCulture,
        $"{format.Name}, seed {seed}: {Loaded + Refused} inputs, {Loaded} read, {Refused} refused")
        + $" ({string.Join(", ", refusals.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Value} {entry.Key}"))})"
        + string.Create(CultureInfo.InvariantCulture, $", at most {mostAllocated / 1e6:0.0} MB allocated");

    /// <param name="inputs">How many to try.</param>
    public void Try(int inputs)
    {
        byte[][] contents = new byte[format.Originals.Count][];
        long baseline = 0;
        foreach (bool isWarm in new[] { false, true })
        {
            for (int i = 0; i < contents.Length; i++)
            {
                long allocated = limits.Do(() => contents[i] = format.Read(format.Originals[i], out _), long.MaxValue / 4);
                baseline = isWarm ? Math.Max(baseline, allocated) : 0;
            }
        }
        for (int number = 0; number < inputs; number++)
        {
            Mutator mutator = new(new Random(unchecked(seed + number * 1_000_003)));
            int original = mutator.Random.Next(contents.Length);
            bool isForged = mutator.Random.Next(3) > 0;
            byte[] input = isForged ? format.Forge(format.Originals[original], mutator)
                : mutator.Mutate(format.Originals[original], format.Originals);
            string? broken = BrokenLaw(input, contents, isForged, BaselineFactor * baseline + format.MaxExtraBytes);
            if (broken is not null)
            {
                string how = isForged ? "forged" : "damaged";
                Assert.Fail($"{format.Name}, seed {seed}, input {number} ({how}, kept as {Keep(input, number)}): {broken}");
            }
        }
    }

    public void Dispose() => limits.Dispose();

    // Null: none.
    private string? BrokenLaw(byte[] input, byte[][] contents, bool isForged, long maxAllocated)
    {
        byte[] content = [], saved = [];
        try
        {
            mostAllocated = Math.Max(mostAllocated, limits.Do(() => content = format.Read(input, out saved), maxAllocated));
        }
        catch (LimitException exception)
        {
            return exception.Message;
        }
        catch (Exception exception)
        {
            if (!format.IsDocumented(exception, isForged))
                return $"refused by an exception that is not documented: {exception}";
            if (exception.GetBaseException().Message.Length < 10)
                return $"refused without a reason: {exception}";
            string name = exception.GetType().Name;
            refusals[name] = refusals.GetValueOrDefault(name) + 1;
            return null;
        }
        Loaded++;
        if (format.IsChecksummed && !isForged && !contents.Any(original => original.AsSpan().SequenceEqual(content)))
            return "damage was read as other content";
        return CameBack(saved, content);
    }

    private string? CameBack(byte[] saved, byte[] content)
    {
        try
        {
            return format.Read(saved, out _).AsSpan().SequenceEqual(content) ? null
                : "what was read has other content when it is saved and read again";
        }
        catch (Exception exception)
        {
            return $"what was read is refused when it is saved and read again: {exception}";
        }
    }

    private string Keep(byte[] input, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"rnntrainer-fuzz-{format.Name}-{seed}-{number}");
        string path = Path.Combine(Path.GetTempPath(), name);
        File.WriteAllBytes(path, input);
        return path;
    }
}
