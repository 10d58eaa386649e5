using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The windows over stored series, none of which is copied before it is read: window i ends with row i of the store, and its targets are
/// the values of the rows after it.
/// </summary>
/// <param name="store">The series, complete.</param>
/// <param name="spec">What is forecast.</param>
internal sealed class ForecastWindows(SeriesStore store, ForecastSpec spec) : SequenceSource
{
    private const int MostHeldOut = 4096;

    private readonly int targets = spec.Targets.Count;

    private readonly ConcurrentBag<Scratch> free = [];

    /// <summary>What is forecast.</summary>
    public ForecastSpec Spec => spec;

    public override int InputSize => spec.RowSize;

    public override int Count => store.Count;

    public override int MaxTimeSteps => spec.TimeSteps;

    public override bool HasEqualLengths => true;

    public override bool IsAtScale => true;

    /// <summary>The windows with a whole horizon after them and enough rows before it, series by series.</summary>
    public override RowRanges Trainable => Windows(store.CountOf);

    public override int TimeSteps(int row) => spec.TimeSteps;

    public override float Weight(int row) => 1;

    public override void CopyTo(int row, Span<float> destination)
    {
        Scratch scratch = Take();
        float[] ahead = scratch.Ahead;
        (int series, int place) = store.Find(row);
        int known = spec.KnownInputs.Count;
        if (known > 0)
        {
            ReadOnlySpan<float> after = Ahead(series, place);
            ahead.AsSpan().Fill(float.NaN);
            for (int step = 0; step * spec.RowSize < after.Length; step++)
                after.Slice((step + 1) * spec.RowSize - known, known).CopyTo(ahead.AsSpan(step * known));
        }
        scratch.Window.Write(History(series, place), ahead, destination[..Length(row)]);
        free.Add(scratch);
    }

    public override void CopyCategories(int row, Span<int> destination) => store.CategoriesOf(store.Find(row).Series).CopyTo(destination);

    /// <summary>What the outputs for a window should come to, in its scale.</summary>
    /// <param name="row">The window.</param>
    /// <param name="wanted">[targets x horizon]; NaN where there is no value, or none before it to be forecast from.</param>
    public void ReadTargets(int row, Span<float> wanted)
    {
        Scratch scratch = Take();
        ForecastWindow window = scratch.Window;
        (int series, int place) = store.Find(row);
        window.Measure(History(series, place));
        ReadOnlySpan<float> after = Ahead(series, place);
        wanted.Fill(float.NaN);
        for (int target = 0; target < targets; target++)
        {
            for (int step = 0; step * spec.RowSize < after.Length; step++)
                wanted[target * spec.Horizon + step] = window.InScale(target, after[step * spec.RowSize + target]);
        }
        free.Add(scratch);
    }

    /// <summary>A hash of all series, which identifies them.</summary>
    public ulong Fingerprint()
    {
        XxHash3 hash = new();
        hash.Append(MemoryMarshal.AsBytes<int>([spec.Horizon, spec.Season, spec.Window, (int)spec.MissingValues]));
        for (int series = 0; series < store.SeriesCount; series++)
        {
            if (store.CountOf(series) == 0)
                continue;
            hash.Append(MemoryMarshal.AsBytes<int>([store.CountOf(series), .. store.CategoriesOf(series)]));
            hash.Append(MemoryMarshal.AsBytes(store.Values(series)));
        }
        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>
    /// Holds out the last rows of each series that is long enough to lose them: windows whose horizon lies in them are measured, and
    /// those whose horizon lies before them are trained on.
    /// </summary>
    public override RowSplit HoldOutLast(float fraction)
    {
        int[] held = [.. Enumerable.Range(0, store.SeriesCount).Select(series => HeldOut(store.CountOf(series), fraction))];
        int[] windows = [.. Enumerable.Range(0, held.Length).SelectMany(series => MeasuredWindows(series, held[series]))];
        if (windows.Length == 0)
        {
            throw new RnnOptionException(nameof(RnnOptions.ValidationFraction), fraction,
                $"{nameof(RnnOptions.ValidationFraction):option} {fraction} holds out the end of each series, but none is long enough: "
                + $"{LongestText} for a horizon of {spec.Horizon}. Use longer series, or set it to null.");
        }
        // Evenly over the series: their order says nothing of their length.
        int every = (windows.Length - 1) / MostHeldOut + 1;
        return new(Windows(series => store.CountOf(series) - held[series]), [.. windows.Where((_, i) => i % every == 0)]);
    }

    /// <summary>The longest series in words.</summary>
    public string LongestText =>
        $"the longest has {CountText.Of(Enumerable.Range(0, store.SeriesCount).Max(store.CountOf), "row")}";

    private RowRanges Windows(Func<int, int> rowsOf) => new(Enumerable.Range(0, store.SeriesCount).Select(series =>
    {
        int rows = rowsOf(series), least = LeastHistory(rows);
        return (store.FirstOf(series) + least - 1, rows - spec.Horizon - least + 1);
    }));

    // A whole window where half of the rows before the last horizon are one; shorter series teach from shorter windows.
    private int LeastHistory(int rows)
    {
        int before = rows - spec.Horizon;
        return Math.Clamp(Math.Max(Math.Min(spec.Season, before), before / 2), 1, spec.Window);
    }

    // At least a horizon, and 0 where nothing would be left to train on.
    private int HeldOut(int rows, float fraction)
    {
        int held = Math.Max(spec.Horizon, (int)Math.Round(rows * (double)fraction));
        return rows - held - spec.Horizon >= Math.Min(spec.Season, spec.Window) ? held : 0;
    }

    // Those whose horizons lie side by side, the last one at the end.
    private IEnumerable<int> MeasuredWindows(int series, int held)
    {
        for (int rows = held; rows >= spec.Horizon; rows -= spec.Horizon)
            yield return store.FirstOf(series) + store.CountOf(series) - 1 - spec.Horizon - (held - rows);
    }

    private ReadOnlySpan<float> History(int series, int place)
    {
        int first = Math.Max(0, place + 1 - spec.Window);
        return store.Values(series)[(first * spec.RowSize)..((place + 1) * spec.RowSize)];
    }

    private ReadOnlySpan<float> Ahead(int series, int place)
    {
        int first = place + 1, end = Math.Min(first + spec.Horizon, store.CountOf(series));
        return store.Values(series)[(first * spec.RowSize)..(end * spec.RowSize)];
    }

    private Scratch Take() => free.TryTake(out Scratch? taken) ? taken
        : new(new ForecastWindow(spec), new float[spec.Horizon * spec.KnownInputs.Count]);

    /// <summary>What a thread needs to read windows.</summary>
    private sealed record Scratch(ForecastWindow Window, float[] Ahead);
}
