using RnnTrainer.Kernels;
using RnnTrainer.Ranks;

namespace RnnTrainer.Engines;

/// <summary>
/// Completes the sums of a batch between ranks, each of which has some nodes of the <see cref="PartTree"/>: afterwards every rank has
/// the whole gradient, and knows the sums and whether any rank asks to stop. Nodes are sent up the tree until 2ᵏ ranks, the members of a
/// <see cref="ShareLevel"/>, have a node of one level each; these add them up pair by pair, and each gives the total to the ranks up to
/// the next. So 2ᵏ ranks that own a node each send nothing up.
/// </summary>
/// <remarks>
/// Of a table of tokens only the rows travel that the batch used. A rank that did not use one of them has -0 there: x + (-0) has the
/// bits of x, whatever x is, as if nothing were added.
/// </remarks>
/// <param name="network">Whose gradient it is.</param>
/// <param name="tree">The tree, which begins anew with each batch.</param>
/// <param name="ranks">The processes that train together.</param>
/// <param name="accumulators">How many sums the task asks for.</param>
internal sealed class GradientExchange(FlatNetwork network, PartTree tree, RankGroup ranks, int accumulators)
{
    // The numbers of double precision that travel with a gradient.
    private const int LossPlace = 0, WeightPlace = 1, StopPlace = 2, AccumulatorPlace = 3;

    private readonly ShareLevel level = new(ranks.Size);
    private readonly AllReduce pairs = new(ranks);
    private readonly TokenUnion? tokens = network.Spec.Input.Embedding is { } table ? new(ranks, table.Tokens) : null;
    private readonly Stack<SumVector> free = [];

    /// <summary>What the rows of the batch add up to.</summary>
    public BatchSums Total { get; } = new(accumulators);

    /// <summary>Completes the gradient of the network and <see cref="Total"/>.</summary>
    /// <param name="nodes">The largest nodes within this rank's share, in their order.</param>
    /// <param name="asksToStop">Whether this rank asks all to stop.</param>
    /// <returns>Whether any rank asks.</returns>
    public bool Complete(List<PartSums> nodes, bool asksToStop)
    {
        if (tokens is not null)
            network.Touch(tokens.Of(nodes));
        if (ranks.Size == 1)
        {
            nodes[0].Gradients.Unpack(network.Gradient);
            Total.Clear();
            Total.Add(nodes[0].Sums);
            return asksToStop;
        }
        level.Begin(tree.Items);
        int place = level.PlaceOf(ranks.Rank), first = level.Members[place], loaded = 0;
        SumVector total = SendUp(0, tree.Count, depth: 0, nodes, ref loaded, HearThoseWithoutPart(asksToStop)) ?? Rent();
        if (ranks.Rank == first)
            pairs.Sum(total, level.Members, place);
        ranks.Broadcast(first, level.EndOf(place), total.Bytes);
        Unload(total);
        free.Push(total);
        return total.Doubles[StopPlace] > 0;
    }

    // A rank without a part hands its wish to the last one before it that has some. Rank 0 always has.
    private bool HearThoseWithoutPart(bool asksToStop)
    {
        Span<byte> wish = [asksToStop ? (byte)1 : (byte)0];
        int first = tree.FirstOf(ranks.Rank, ranks.Size), end = tree.FirstOf(ranks.Rank + 1, ranks.Size);
        if (first == end)
        {
            ranks.Transport.Send(tree.Owner(end - 1, ranks.Size), wish);
            return asksToStop;
        }
        for (int rank = ranks.Rank + 1; rank < ranks.Size && tree.FirstOf(rank + 1, ranks.Size) == end; rank++)
        {
            ranks.Transport.Receive(rank, wish);
            asksToStop |= wish[0] != 0;
        }
        return asksToStop;
    }

    // The sum of the node over the parts lo to hi - 1 where this rank owns the first of them, null elsewhere; of a node above the level,
    // the sum of the half of it that this rank completes. Ranks that have no part of a node pass it over.
    private SumVector? SendUp(int lo, int hi, int depth, List<PartSums> nodes, ref int loaded, bool asksToStop)
    {
        int first = tree.Owner(lo, ranks.Size), last = tree.Owner(hi - 1, ranks.Size);
        if (ranks.Rank < first || ranks.Rank > last)
            return null;
        if (first == last)
            return Load(nodes[loaded++], asksToStop);
        int split = tree.Split(lo, hi), second = tree.Owner(split, ranks.Size);
        SumVector? left = SendUp(lo, split, depth + 1, nodes, ref loaded, asksToStop);
        SumVector? right = SendUp(split, hi, depth + 1, nodes, ref loaded, asksToStop);
        if (depth < level.Depth)
            return left ?? right;
        if (left is not null)
        {
            if (first != second)
                ranks.Transport.Receive(second, (right = Rent()).Bytes);
            left.Add(right!);
            free.Push(right!);
        }
        else if (right is not null)
        {
            ranks.Transport.Send(first, right.Bytes);
            free.Push(right);
        }
        return left;
    }

    private SumVector Rent()
    {
        if (!free.TryPop(out SumVector? vector))
            vector = new SumVector();
        int singles = 0;
        foreach (Range range in network.Touched)
            singles += range.GetOffsetAndLength(network.Gradient.Length).Length;
        vector.Begin(singles, AccumulatorPlace + accumulators);
        return vector;
    }

    private SumVector Load(PartSums node, bool asksToStop)
    {
        SumVector vector = Rent();
        if (tokens is null)
            node.Gradients.Unpack(vector.Singles);
        else
            LoadTouched(node, vector.Singles);
        Span<double> doubles = vector.Doubles;
        (doubles[LossPlace], doubles[WeightPlace], doubles[StopPlace]) = (node.Sums.Loss, node.Sums.Weight, asksToStop ? 1 : 0);
        node.Sums.Accumulators.CopyTo(doubles[AccumulatorPlace..]);
        return vector;
    }

    private void LoadTouched(PartSums node, Span<float> singles)
    {
        Span<float> gradient = network.Gradient;
        foreach (Range row in network.Touched[..^1])
            gradient[row].Fill(-0f);
        node.Gradients.Unpack(gradient);
        foreach (Range range in network.Touched)
        {
            ReadOnlySpan<float> values = gradient[range];
            values.CopyTo(singles);
            singles = singles[values.Length..];
        }
    }

    private void Unload(SumVector vector)
    {
        ReadOnlySpan<float> singles = vector.Singles;
        foreach (Range range in network.Touched)
        {
            Span<float> values = network.Gradient.AsSpan(range);
            singles[..values.Length].CopyTo(values);
            singles = singles[values.Length..];
        }
        ReadOnlySpan<double> doubles = vector.Doubles;
        (Total.Loss, Total.Weight) = (doubles[LossPlace], doubles[WeightPlace]);
        doubles[AccumulatorPlace..].CopyTo(Total.Accumulators);
    }
}
