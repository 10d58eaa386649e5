using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Keras;

/// <summary>
/// Finds the network in the arrays of <c>model.get_weights()</c>, which have an order and shapes but no names: an Embedding layer's
/// array or none; of each recurrent layer kernel, recurrent kernel and bias if it has one, of a Bidirectional layer the same again; of
/// the Dense layer kernel and bias if it has one.
/// </summary>
/// <param name="arrays">The arrays, at least one.</param>
/// <param name="poolings">Summaries of the top layer's states that the Dense layer gets side by side.</param>
internal sealed class KerasArrays(IReadOnlyList<NpyArray> arrays, int poolings)
{
    // Two readings of the same arrays are one too many, so no more are looked for.
    private const int Enough = 2, MostShown = 8;

    // What stands above a layer of so many outputs, from a place on; null is the Dense layer.
    private readonly Dictionary<(int At, int Inputs), IReadOnlyList<KerasChain?>> known = [];

    private readonly int denseCount = arrays[^1].IsMatrix ? 1 : 2;

    /// <summary>The one network that has these arrays.</summary>
    /// <exception cref="InvalidDataException">None has, or several have.</exception>
    public KerasNetwork Find()
    {
        bool mayBegin = arrays[0].IsMatrix;
        (NpyArray? Embedding, KerasChain Chain)[] found =
        [
            .. LayersFrom(0, inputs: null).Take(Enough).Select(chain => ((NpyArray?)null, chain)),
            .. mayBegin ? LayersFrom(1, arrays[0].Columns).Take(Enough).Select(chain => ((NpyArray?)arrays[0], chain)) : [],
        ];
        if (found is not [(var embedding, var layers)])
        {
            throw new InvalidDataException(found.Length == 0
                ? $"No network of recurrent layers and a Dense layer has these arrays: {Shown}. Check "
                    + $"{nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Pooling)}, and remove the arrays of other layers."
                : $"More than one network has these arrays: {Shown}. Pass {nameof(RnnTransformer.FromKeras)} a list of "
                    + $"{nameof(RnnKerasLayer)}.");
        }
        float[]? bias = denseCount == 2 ? arrays[^1].ToVector() : null;
        return new(embedding?.ToMatrix(), [.. layers.Layers()], arrays[^denseCount].ToMatrix(), bias);
    }

    private string Shown => string.Join(", ", arrays.Take(MostShown)) + (arrays.Count > MostShown ? ", ..." : "");

    // Inputs: null: any number of them.
    private IEnumerable<KerasChain> LayersFrom(int at, int? inputs) =>
        from forward in BlocksAt(at, inputs)
        from backward in BlocksAt(at + forward.Count, forward.Kernel.Rows).Where(forward.Pairs).Cast<KerasBlock?>().Prepend(null)
        from above in Above(at + forward.Count + (backward?.Count ?? 0), forward.Recurrent.Rows * (backward is null ? 1 : 2))
        select new KerasChain(forward, backward, above);

    private IReadOnlyList<KerasChain?> Above(int at, int inputs)
    {
        if (!known.TryGetValue((at, inputs), out IReadOnlyList<KerasChain?>? chains))
        {
            bool isDense = IsDenseAt(at, inputs);
            chains = [.. (isDense ? [null] : Array.Empty<KerasChain?>()).Concat(LayersFrom(at, inputs)).Take(Enough)];
            known.Add((at, inputs), chains);
        }
        return chains;
    }

    private bool IsDenseAt(int at, int inputs) => at == arrays.Count - denseCount && arrays[at].IsMatrix
        && arrays[at].Rows == (long)inputs * poolings && (denseCount == 1 || arrays[^1].Columns == arrays[at].Columns);

    // With its bias, if the next array can be one, and without.
    private IEnumerable<KerasBlock> BlocksAt(int at, int? inputs)
    {
        if (at + 1 >= arrays.Count || !arrays[at].IsMatrix || !arrays[at + 1].IsMatrix)
            yield break;
        (NpyArray kernel, NpyArray recurrent) = (arrays[at], arrays[at + 1]);
        if (CellForm.CellOf(recurrent.Columns, recurrent.Rows) is not { } cell || kernel.Columns != recurrent.Columns
            || (inputs ?? Math.Max(1, kernel.Rows)) != kernel.Rows)
        {
            yield break;
        }
        yield return new(kernel, recurrent, null);
        if (at + 2 < arrays.Count && arrays[at + 2] is var bias && bias.Columns == recurrent.Columns
            && (!bias.IsMatrix || (bias.Rows == 2 && CellForm.Of(cell).HasRecurrentBias)))
        {
            yield return new(kernel, recurrent, bias);
        }
    }
}
