using Microsoft.Win32.SafeHandles;
using RnnTrainer.Files;

namespace RnnTrainer.Spilling;

/// <summary>
/// A file that is written once and then read at any place, by any number of threads. It loses its name as soon as it is open (on Windows:
/// when it is closed), so that nothing is left of it, however the process ends.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private const double Megabyte = 1 << 20;

    private readonly string folder;
    private readonly int files;
    private readonly SafeFileHandle handle;

    /// <param name="folder">The folder; null: that for temporary files.</param>
    /// <param name="files">How many files share the rows and are written at the same time, this one among them.</param>
    /// <exception cref="IOException">The folder does not exist, or it cannot be written.</exception>
    public SpillFile(string? folder, int files = 1)
    {
        this.files = files;
        this.folder = Path.GetFullPath(folder ?? Path.GetTempPath());
        try
        {
            Directory.CreateDirectory(this.folder);
            string path = Path.Combine(this.folder, $"rnn-spill-{Guid.NewGuid():N}.tmp");
            FileOptions options = FileOptions.RandomAccess | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : 0);
            handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, options);
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write to the spill folder '{this.folder}': {ErrorText.Sentence(exception)} "
                + $"Set {nameof(RnnSpill)}.{nameof(RnnSpill.Folder)} to another.", exception);
        }
    }

    /// <summary>Bytes that were written.</summary>
    public long Length { get; private set; }

    /// <summary>Writes at the end.</summary>
    /// <param name="bytes">What to write.</param>
    /// <param name="share">Which share of all rows is written then, for the message; null: it is not known.</param>
    /// <exception cref="IOException">There is no room, or the disk cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes, double? share)
    {
        try
        {
            RandomAccess.Write(handle, bytes, Length);
        }
        catch (IOException exception)
        {
            throw NotWritten(Length + bytes.Length, share, exception);
        }
        Length += bytes.Length;
    }

    /// <summary>Says that all is written: reads go past the system's cache from now on where they can.</summary>
    /// <param name="room">Room for a page.</param>
    public void Complete(AlignedMemory room)
    {
        if (Length == 0 || !DirectReading.TrySet(handle, on: true))
            return;
        try
        {
            // A file system may take the flag and then refuse to read.
            RandomAccess.Read(handle, room.Slice(0, AlignedMemory.PageSize), 0);
        }
        catch (IOException)
        {
            DirectReading.TrySet(handle, on: false);
        }
    }

    /// <summary>Reads what was written.</summary>
    /// <param name="destination">As much as is read, in <see cref="AlignedMemory"/>, from the start of a page; whole pages.</param>
    /// <param name="position">Where to begin, at the start of a page.</param>
    /// <exception cref="IOException">It cannot be read, or is no longer there.</exception>
    public void Read(Span<byte> destination, long position)
    {
        for (int done = 0; done < destination.Length;)
        {
            int count;
            try
            {
                count = RandomAccess.Read(handle, destination[done..], position + done);
            }
            catch (IOException exception)
            {
                throw new IOException($"Cannot read the spill file in '{folder}' again: {ErrorText.Sentence(exception)} "
                    + $"Set {nameof(RnnSpill)}.{nameof(RnnSpill.Folder)} to another disk.", exception);
            }
            long end = RandomAccess.GetLength(handle);
            if (end < Length)
            {
                throw new IOException($"The spill file in '{folder}' was cut to {end} bytes while in use; "
                    + $"it had {Length}. Run again, and do not touch the file.");
            }
            done += count / AlignedMemory.PageSize * AlignedMemory.PageSize;
        }
    }

    public void Dispose() => handle.Dispose();

    private IOException NotWritten(long size, double? share, IOException cause)
    {
        double? free = FreeBytes();
        string needed = share is { } part ? $"about {Megabytes(files * size / part)}" : $"more than {Megabytes(files * (double)size)}";
        string room = free is { } bytes ? $" and {Megabytes(bytes)} are free" : "";
        string problem = $"The rows need {needed} on the disk of '{folder}'; {Megabytes(files * (double)Length)} were written{room}.";
        string cure = $"Free space there, or set {nameof(RnnSpill)}.{nameof(RnnSpill.Folder)} to another disk.";
        return new IOException(free < size - Length ? $"{problem} {cure}" : $"{problem} {ErrorText.Sentence(cause)} {cure}", cause);
    }

    private static string Megabytes(double bytes) => FormattableString.Invariant($"{bytes / Megabyte:0.0} MB");

    // Null where the system does not tell, as of some network drives.
    private double? FreeBytes()
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
