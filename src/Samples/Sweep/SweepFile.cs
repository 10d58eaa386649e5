namespace RnnTrainer.Samples;

/// <summary>
/// The CSV file of a sweep under way, which grows a line for each run that ends. A line is on the disk before the next run starts,
/// so that whatever ends the sweep, the file is where the next one goes on.
/// </summary>
internal sealed class SweepFile : IDisposable
{
    private readonly FileStream turn;
    private readonly FileStream stream;
    private readonly Dictionary<string, SweepResult> results;

    private SweepFile(string name, FileStream turn, FileStream stream, Dictionary<string, SweepResult> results)
    {
        Name = name;
        this.turn = turn;
        this.stream = stream;
        this.results = results;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Opens the file, or begins it. A last line that is cut is removed: its run is to be done again.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">The data's name, the same for all runs in a file.</param>
    /// <param name="trainingRows">Images trained on, the same for all.</param>
    /// <exception cref="IOException">The file cannot be read or written, or another sweep has it.</exception>
    /// <exception cref="InvalidDataException">It holds something else, or runs on other data; it stays as it is.</exception>
    public static SweepFile Open(FileInfo file, string data, long trainingRows)
    {
        OutputFile.Plan(file, "results", "", "");
        FileStream turn = TakeTurn(file);
        FileStream? stream = null;
        try
        {
            // Others may read what there is so far.
            stream = Open(file, file.FullName, FileShare.Read);
            if (!stream.CanSeek)
                throw new IOException($"Cannot write the results to '{file}': it is a pipe or a device. Give --csv a file.");
            IReadOnlyList<SweepResult> results = Read(stream, file, out int whole);
            if (results.FirstOrDefault(result => result.Data != data || result.TrainingRows != trainingRows) is { } other)
            {
                throw new InvalidDataException(
                    $"'{file}' holds runs on {other.Data} with {other.TrainingRows} training rows, "
                    + $"but this sweep is on {data} with {trainingRows}. Give --csv another file.");
            }
            stream.SetLength(whole);
            stream.Position = whole;
            return new($"{file}", turn, stream, results.DistinctBy(result => result.Key).ToDictionary(result => result.Key));
        }
        catch
        {
            stream?.Dispose();
            turn.Dispose();
            throw;
        }
    }

    /// <summary>The run of these settings; null where there is none yet.</summary>
    public SweepResult? Find(IReadOnlyDictionary<string, string> settings) => results.GetValueOrDefault(SweepResult.KeyOf(settings));

    /// <summary>Adds a run.</summary>
    /// <exception cref="IOException">There is no room for it; the file is as it was.</exception>
    public void Add(SweepResult result)
    {
        long whole = stream.Length;
        try
        {
            stream.Write(SweepResults.Line(result, SweepColumns.Written, first: whole == 0));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (OutputPath.FaultOf(exception) is { } fault)
        {
            stream.SetLength(whole); // without the part of the line for which there was room
            throw OutputPath.InNameOf(Name, stream.Name, fault, "Cannot write the results: ");
        }
        results.Add(result.Key, result);
    }

    /// <summary>Closes the file; one without a run is not left behind.</summary>
    public void Dispose()
    {
        bool isEmpty = stream.Length == 0;
        stream.Dispose();
        if (isEmpty)
            File.Delete(stream.Name);
        turn.Dispose();
    }

    private static IReadOnlyList<SweepResult> Read(FileStream stream, FileInfo file, out int whole)
    {
        try
        {
            return SweepResults.Read(SweepResults.ReadAll(stream, $"{file}"), $"{file}", SweepColumns.Written, out whole);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{exception.Message} Give --csv another file to begin; this one stays as it is.", exception);
        }
    }

    // A file of its own, as on Unix one that others may read can be opened for writing twice.
    private static FileStream TakeTurn(FileInfo file)
    {
        string path = $"{file.FullName}.lock";
        try
        {
            return Open(file, path, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new IOException(
                $"Cannot write the results to '{file}': it is being used by another process, a sweep. "
                + "Wait for it, or give --csv another file.");
        }
    }

    private static FileStream Open(FileInfo file, string path, FileShare share, FileOptions options = FileOptions.None)
    {
        try
        {
            // Without a buffer, which would be written once more when it is closed, where there was no room for it the first time.
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write the results to '{file}': {exception.Message}", exception);
        }
    }
}
