using Microsoft.ML;
using RnnTrainer.Files;

namespace RnnTrainer.MLNet;

/// <summary>Saves and loads one transformer inside an ML.NET model, under a versioned header.</summary>
/// <param name="signature">Eight characters that name the format.</param>
/// <param name="loaderSignature">The name under which the loader is registered; at most 24 characters.</param>
/// <param name="written">The version that this code writes, which older code cannot read.</param>
/// <param name="oldest">The oldest version that this code reads.</param>
internal sealed class ModelFile(string signature, string loaderSignature, uint written, uint oldest)
{
    // The simple name: a file written by this version must load with any later one.
    private readonly VersionInfo version = new(signature, verWrittenCur: written, verReadableCur: written, verWeCanReadBack: oldest,
        loaderAssemblyName: typeof(ModelFile).Assembly.GetName().Name!, loaderSignature: loaderSignature);

    public void Save(ModelSaveContext ctx, Action<BinaryWriter> write)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel();
        ctx.SetVersionInfo(version);
        write(ctx.Writer);
    }

    /// <param name="ctx">The context at the start of the model.</param>
    /// <param name="read">Reads what <see cref="Save"/> was told to write; told the file's version too.</param>
    /// <exception cref="FormatException">The file is damaged, or of another version.</exception>
    public T Load<T>(ModelLoadContext ctx, Func<BoundedReader, uint, T> read)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(version);
        using BoundedReader reader = new(ctx.Reader.BaseStream);
        return read(reader, ctx.Header.ModelVerWritten);
    }
}
