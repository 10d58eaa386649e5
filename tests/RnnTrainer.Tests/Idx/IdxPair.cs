namespace RnnTrainer.Tests.Idx;

/// <summary>An images file and a labels file in a folder of their own, and what they hold.</summary>
internal sealed class IdxPair : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public IdxPair(bool gzip, params int[] dimensions)
    {
        byte[] images = IdxBytes.Random(seed: 1, dimensions);
        byte[] labels = IdxBytes.Labels(dimensions[0], classes: 10);
        Values = images[(4 + 4 * dimensions.Length)..];
        Rows = dimensions[0];
        RowBytes = Values.Length / Rows;
        ImagesPath = folder.Write("images", gzip ? IdxBytes.Gzip(images) : images);
        LabelsPath = folder.Write("labels", gzip ? IdxBytes.Gzip(labels) : labels);
        View = new MLContext().Data.LoadFromIdx(ImagesPath, LabelsPath);
    }

    public int Rows { get; }

    public int RowBytes { get; }

    /// <summary>Shape [Rows, RowBytes].</summary>
    public byte[] Values { get; }

    public string ImagesPath { get; }

    public string LabelsPath { get; }

    public IDataView View { get; }

    /// <summary>What a cursor over the whole view must give, by the bytes written.</summary>
    public List<IdxRow> Expected() => Enumerable.Range(0, Rows)
        .Select(row => new IdxRow(new DataViewRowId((ulong)row, 0), 0, Convert.ToHexString(Values, row * RowBytes, RowBytes),
            (uint)(row % 10)))
        .ToList();

    public void Dispose() => folder.Dispose();
}
