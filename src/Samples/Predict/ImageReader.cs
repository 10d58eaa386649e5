namespace RnnTrainer.Samples;

/// <summary>Finds and reads image files; one that cannot be read is reported, and does not stop the others.</summary>
/// <param name="form">The form in which the network wants them.</param>
internal sealed class ImageReader(ImageForm form)
{
    /// <summary>The exit code: success, or what the last failure means.</summary>
    public int Code { get; private set; } = ExitCode.Success;

    /// <summary>The paths that arguments stand for, see <see cref="ImagePaths"/>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="total">How many paths there are; null where they come from standard input.</param>
    /// <param name="cancellation">Ends waiting for standard input.</param>
    public IEnumerable<string> Find(string[] arguments, out int? total, CancellationToken cancellation)
    {
        IEnumerable<string> paths = arguments.SelectMany(argument => Expand(argument, cancellation));
        if (arguments.Contains(ImagePaths.StandardInput))
        {
            total = null;
            return paths;
        }
        string[] all = [.. paths];
        total = all.Length;
        return all;
    }

    /// <summary>Reads images side by side; the result has their order.</summary>
    public ToPredict[] Read(string[] paths)
    {
        (ToPredict? Image, Exception? Failure)[] results = [.. paths.AsParallel().AsOrdered().Select(Read)];
        foreach ((_, Exception? failure) in results)
        {
            if (failure is not null)
                Code = Failure.GoOn(failure);
        }
        return [.. results.Select(result => result.Image).OfType<ToPredict>()];
    }

    private IEnumerable<string> Expand(string argument, CancellationToken cancellation)
    {
        try
        {
            return ImagePaths.Of(argument, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Code = Failure.GoOn(exception);
            return [];
        }
    }

    private (ToPredict? Image, Exception? Failure) Read(string path)
    {
        try
        {
            PreparedImage image = form.Read(path);
            return (new(image.Pixels) { Path = path, IsInverted = image.IsInverted }, null);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, exception);
        }
    }
}
