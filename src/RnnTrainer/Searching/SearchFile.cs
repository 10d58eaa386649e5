using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using RnnTrainer.Files;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Searching;

/// <summary>
/// The file of a search's results, a line of JSON for each run. A line is on the disk before the next run starts, so that whatever ends
/// the search, the next one goes on from there; what a crash left of a line is cut off.
/// </summary>
internal sealed class SearchFile : IDisposable
{
    private const int MostBytes = 1 << 28;

    // Of a line, so that nothing of others' is taken for a line that a crash has cut.
    private static ReadOnlySpan<byte> Beginning => "{\"key\":\""u8;

    private readonly FileStream stream;
    private readonly bool isNew;
    private readonly Dictionary<string, SearchLine> lines = [];

    /// <param name="path">The file, which is begun where there is none.</param>
    /// <exception cref="IOException">It cannot be read or written, or another search has it.</exception>
    /// <exception cref="InvalidDataException">It holds something else; it stays as it is.</exception>
    public SearchFile(string path)
    {
        string full = Path.GetFullPath(path);
        isNew = !File.Exists(full);
        try
        {
            // Without a buffer, which would be written once more when it is closed, where there was no room for it the first time.
            stream = new(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotKeep(full, ErrorText.Sentence(exception), exception);
        }
        try
        {
            if (!stream.CanSeek)
                throw CannotKeep(full, "it is a pipe or a device.");
            long whole = Read(full);
            stream.SetLength(whole);
            stream.Position = whole;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What is the same for two runs of the same settings on the same data.</summary>
    /// <param name="settings">All settings, as text.</param>
    /// <param name="data">Identifies the data.</param>
    public static string KeyOf(string settings, IReadOnlyList<IdentityField> data)
    {
        string text = string.Join('\n', data.Select(field => $"{field.Name} = {field.Text}").Prepend(settings));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The line of a run; null where there is none.</summary>
    public SearchLine? Find(string key) => lines.GetValueOrDefault(key);

    /// <summary>Adds a run.</summary>
    /// <exception cref="IOException">There is no room for it; the file is as it was.</exception>
    public void Add(SearchLine line)
    {
        long whole = stream.Length;
        try
        {
            stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, SearchJson.Default.SearchLine), (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }
        // .NET has no exception of input and output for a file that becomes too large.
        catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
        {
            stream.SetLength(whole); // without the part of the line for which there was room
            throw CannotKeep(stream.Name,
                exception is IOException ? ErrorText.Sentence(exception)
                    : "it would be larger than the file system or a limit of the user allows.",
                exception);
        }
        lines[line.Key] = line;
    }

    /// <summary>Closes the file; one that was begun here and has no run is not left behind.</summary>
    public void Dispose()
    {
        bool isEmpty = isNew && stream.Length == 0;
        stream.Dispose();
        if (isEmpty)
            File.Delete(stream.Name);
    }

    private static IOException CannotKeep(string path, string reason, Exception? inner = null) =>
        new($"Cannot write results to '{path}': {reason} Choose another file.", inner);

    // Bytes of whole lines.
    private long Read(string name)
    {
        if (stream.Length > MostBytes)
        {
            throw new InvalidDataException($"'{name}' has {stream.Length} bytes, more than the limit of {MostBytes}. "
                + "Choose another file.");
        }
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        int whole = content.AsSpan().LastIndexOf((byte)'\n') + 1, number = 0;
        foreach (Range line in content.AsSpan(0, whole).Split((byte)'\n'))
        {
            number++;
            if (content.AsSpan(line) is { IsEmpty: false } bytes)
                Add(Parse(bytes));
        }
        ReadOnlySpan<byte> cut = content.AsSpan(whole);
        int compared = Math.Min(cut.Length, Beginning.Length);
        return cut[..compared].SequenceEqual(Beginning[..compared]) ? whole : throw NotOurs($"line {number} is not a run");

        SearchLine Parse(ReadOnlySpan<byte> bytes)
        {
            try
            {
                return JsonSerializer.Deserialize(bytes, SearchJson.Default.SearchLine) ?? throw NotOurs($"line {number} is null");
            }
            catch (JsonException exception)
            {
                throw NotOurs($"line {number} is not a run", exception);
            }
        }

        void Add(SearchLine line) => lines[line.Key] = line;

        InvalidDataException NotOurs(string reason, Exception? inner = null) => new(
            $"'{name}' is not a results file of a search: {reason}. It was not changed; choose another file.", inner);
    }
}
