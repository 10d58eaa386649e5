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

    /// <summary>Saves in a <see cref="ChecksummedFrame"/>.</summary>
    public void SaveFramed(ModelSaveContext ctx, Action<BinaryWriter> write) => Save(ctx, output => ChecksummedFrame.Write(output, write));

    /// <param name="ctx">The context at the start of the model.</param>
    /// <param name="read">Reads what <see cref="SaveFramed"/> was told to write.</param>
    /// <param name="what">The transformer's name, for messages.</param>
    /// <exception cref="FormatException">The file is damaged, or of another version.</exception>
    public T LoadFramed<T>(ModelLoadContext ctx, Func<BoundedReader, T> read, string what) =>
        Load(ctx, (input, _) => ChecksummedFrame.Read(input, read, how => Damaged(what, how)));

    /// <summary>The error of a damaged transformer.</summary>
    public static FormatException Damaged(string what, string how) =>
        new($"The saved {what} is damaged: {how}. Use an undamaged copy of the model file, or fit and save it again.");

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
