namespace RnnTrainer.Data;

/// <summary>The values of rows one after another, in blocks; those of a row lie in one block.</summary>
internal abstract class RowValues : StoredValues
{
    /// <summary>Adds a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="sequence">Its values.</param>
    /// <param name="offset">Where they begin in their block.</param>
    /// <returns>Whether they are kept as bytes, and so are finite.</returns>
    public abstract bool Add(int row, ReadOnlySpan<float> sequence, out int offset);

    /// <summary>The block that a row is in.</summary>
    public abstract int Find(int row);

    /// <summary>The number of a block's first row.</summary>
    public abstract int First(int block);

    /// <summary>Values that a block holds.</summary>
    public abstract int Used(int block);

    /// <summary>Copies the values of a block from <paramref name="offset"/> on, as many as <paramref name="destination"/> takes.</summary>
    public abstract void CopyTo(int block, int offset, Span<float> destination);
}
