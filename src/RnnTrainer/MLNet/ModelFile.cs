using Microsoft.ML;

namespace RnnTrainer.MLNet;

/// <summary>Saves and loads one transformer inside an ML.NET model, under a versioned header.</summary>
/// <param name="signature">Eight characters that name the format.</param>
/// <param name="loaderSignature">The name under which the loader is registered; at most 24 characters.</param>
internal sealed class ModelFile(string signature, string loaderSignature)
{
    // The version ladder. Written: what this code writes. Readable: the oldest code that can read it. ReadBack: the oldest
    // file that this code reads.
    private const uint Written = 0x00010001; // 1.1: first format
    private const uint Readable = 0x00010001;
    private const uint ReadBack = 0x00010001;

    // The simple name: a file written by this version must load with any later one.
    private readonly VersionInfo version = new(signature, Written, Readable, ReadBack,
        loaderAssemblyName: typeof(ModelFile).Assembly.GetName().Name!, loaderSignature: loaderSignature);

    public void Save(ModelSaveContext ctx, Action<BinaryWriter> write)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(version);
        write(ctx.Writer);
    }

    /// <param name="ctx">The context at the start of the model.</param>
    /// <param name="read">Reads from the reader, of which the given number of bytes are left.</param>
    /// <exception cref="FormatException">The file is damaged, or of another version.</exception>
    public T Load<T>(ModelLoadContext ctx, Func<BinaryReader, long, T> read)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(version);
        Stream stream = ctx.Reader.BaseStream;
        return read(ctx.Reader, stream.Length - stream.Position);
    }
}
