using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The columns that forecasts come in: the forecast, its lowest and its highest quantile, and all quantiles, either of the whole horizon
/// or of one step of it.
/// </summary>
/// <param name="spec">What is forecast.</param>
/// <param name="targets">The targets' names.</param>
internal sealed class ForecastOutputs(ForecastSpec spec, IReadOnlyList<string> targets)
{
    private readonly int levels = spec.Levels.Count, horizon = spec.Horizon;

    /// <summary>The columns' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Forecast", "LowerBound", "UpperBound", "Quantiles"];

    /// <summary>Values of a forecast: [targets x levels x horizon].</summary>
    public int Size => spec.Quantiles;

    /// <summary>Columns of the whole horizon: [targets x horizon], the quantiles [targets x levels x horizon].</summary>
    public DataViewSchema.DetachedColumn[] OfHorizon() => [.. Names.Select((name, output) =>
    {
        string[] steps = [.. Enumerable.Range(1, horizon).Select(step => $"t+{step}")];
        string[] slots = [.. SlotsOf(output).SelectMany(slot => steps.Select(step => slot.Length == 0 ? step : $"{slot} {step}"))];
        VectorDataViewType type = LevelOf(output) is null ? new(NumberDataViewType.Single, spec.Targets.Count, levels, horizon)
            : new(NumberDataViewType.Single, spec.Targets.Count, horizon);
        return new DataViewSchema.DetachedColumn(name, type, Annotations(slots));
    })];

    /// <summary>
    /// Columns of one step of the horizon: a number, of several targets [targets]; the quantiles [levels], of several targets
    /// [targets x levels].
    /// </summary>
    public DataViewSchema.DetachedColumn[] OfStep() => [.. Names.Select((name, output) =>
    {
        int count = spec.Targets.Count;
        DataViewType type = LevelOf(output) is not null
            ? count == 1 ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, count)
            : count == 1 ? new VectorDataViewType(NumberDataViewType.Single, levels)
            : new VectorDataViewType(NumberDataViewType.Single, count, levels);
        return new DataViewSchema.DetachedColumn(name, type, type is VectorDataViewType ? Annotations(SlotsOf(output)) : null);
    })];

    /// <summary>A getter of a column of the whole horizon.</summary>
    /// <param name="output">The column's place in <see cref="Names"/>.</param>
    /// <param name="quantiles">The forecast of the row that the reader stands on, [targets x levels x horizon].</param>
    public Delegate GetterOfHorizon(int output, RowReader<float> quantiles) =>
        (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            ReadOnlySpan<float> all = quantiles();
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, LevelOf(output) is null ? Size : spec.Numbers);
            CopyHorizon(all, LevelOf(output), editor.Values);
            value = editor.Commit();
        });

    /// <summary>A getter of a column of one step.</summary>
    /// <param name="output">The column's place in <see cref="Names"/>.</param>
    /// <param name="quantiles">The forecast of the row that the reader stands on, [targets x levels x horizon].</param>
    /// <param name="step">The step that the reader stands on, from 0.</param>
    public Delegate GetterOfStep(int output, RowReader<float> quantiles, Func<int> step)
    {
        int? level = LevelOf(output);
        if (level is not null && spec.Targets.Count == 1)
            return (ValueGetter<float>)((ref float value) => value = quantiles()[level.Value * horizon + step()]);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            ReadOnlySpan<float> all = quantiles();
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, spec.Targets.Count * (level is null ? levels : 1));
            for (int i = 0; i < editor.Values.Length; i++)
                editor.Values[i] = all[(level is null ? i : i * levels + level.Value) * horizon + step()];
            value = editor.Commit();
        });
    }

    /// <summary>The values of one column for a whole forecast.</summary>
    /// <param name="output">The column's place in <see cref="Names"/>.</param>
    /// <param name="quantiles">[targets x levels x horizon].</param>
    public float[] Values(int output, ReadOnlySpan<float> quantiles)
    {
        float[] values = new float[LevelOf(output) is null ? Size : spec.Numbers];
        CopyHorizon(quantiles, LevelOf(output), values);
        return values;
    }

    private void CopyHorizon(ReadOnlySpan<float> quantiles, int? level, Span<float> values)
    {
        if (level is null)
        {
            quantiles.CopyTo(values);
            return;
        }
        for (int target = 0; target < spec.Targets.Count; target++)
            quantiles.Slice((target * levels + level.Value) * horizon, horizon).CopyTo(values[(target * horizon)..]);
    }

    // The level that a column has; null: it has all.
    private int? LevelOf(int output) => output switch
    {
        0 => spec.MiddleLevel,
        1 => 0,
        2 => levels - 1,
        _ => null,
    };

    // One target needs no name.
    private string[] SlotsOf(int output)
    {
        string[] names = targets.Count == 1 ? [""] : [.. targets], quantiles = QuantileLevels.SlotNames(spec.Levels);
        return LevelOf(output) is not null ? names
            : [.. names.SelectMany(name => quantiles.Select(level => name.Length == 0 ? level : $"{name} {level}"))];
    }

    private static DataViewSchema.Annotations Annotations(string[] slots)
    {
        DataViewSchema.Annotations.Builder builder = new();
        KeyAnnotations.Add(builder, "SlotNames", slots);
        return builder.ToAnnotations();
    }
}
