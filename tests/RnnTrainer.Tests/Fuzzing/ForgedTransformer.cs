using RnnTrainer.MLNet;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Saves any bytes where a transformer of this library would save its own, under that transformer's name.</summary>
/// <param name="file">The transformer's name and version.</param>
/// <param name="content">The bytes.</param>
internal sealed class ForgedTransformer(ModelFile file, byte[] content) : ITransformer
{
    public bool IsRowToRowMapper => false;

    /// <summary>An ML.NET model of the bytes alone.</summary>
    public byte[] ToModel(MLContext ml)
    {
        using MemoryStream stream = new();
        ml.Model.Save(this, inputSchema: null, stream);
        return stream.ToArray();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => file.Save(ctx, writer => writer.Write(content));

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IDataView Transform(IDataView input) => throw new NotSupportedException();
}
