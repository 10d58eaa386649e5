namespace RnnTrainer.Samples;

/// <summary>The form in which a network gets its images. Every command reads image files in the form of its model.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Preparation">How images are brought to that size.</param>
internal sealed record ImageForm(int Height, int Width, ImagePreparation Preparation)
{
    /// <summary>The side of the square that image files are brought to for training.</summary>
    public const int TrainingSide = 28;

    /// <summary>The form for training on image files.</summary>
    public static ImageForm ForTraining(ImagePreparation preparation) => new(TrainingSide, TrainingSide, preparation);

    /// <summary>Reads an image file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no image, or nothing is on it.</exception>
    public PreparedImage Read(string path) => Prepare(ImageFile.Read(path), path);

    /// <summary>Brings an image into this form.</summary>
    /// <exception cref="InvalidDataException">Nothing is on it.</exception>
    public PreparedImage Prepare(GreyImage image, string name) => Preparation.Prepare(image, name, Height, Width);
}
