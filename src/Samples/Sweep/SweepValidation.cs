using System.CommandLine;
using Microsoft.ML;
using RnnTrainer.Files;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says which images a sweep compares networks on: never those to test on.</summary>
internal sealed class SweepValidation
{
    private const string Usual = "0.1";

    /// <summary>A share of the training images, or a folder.</summary>
    public Option<string> Option { get; } = new(TrainingSettings.Validation.Option)
    {
        Description = "Images to compare the runs on: a share of the training images to hold out, or a folder of other images.",
        HelpName = "share or folder",
        DefaultValueFactory = _ => Usual,
    };

    public SweepValidation() => Option.Validators.Add(given =>
    {
        string text = given.Tokens is [var token] ? token.Value : Usual;
        if (!Directory.Exists(text) && ShareIn(text) is null)
        {
            given.AddError($"{Option.Name} must be a number above 0 and below 1, such as 0.1 or 10%, or a folder of images, "
                + $"but is '{text}'.");
        }
    });

    /// <summary>The folder; null where images are held out.</summary>
    public DirectoryInfo? FolderOf(ParseResult parsed) =>
        parsed.GetRequiredValue(Option) is var text && Directory.Exists(text) ? new(text) : null;

    /// <summary>The options with the share that is held out.</summary>
    public RnnOptions Apply(ParseResult parsed, RnnOptions options) =>
        options with { ValidationFraction = FolderOf(parsed) is null ? ShareIn(parsed.GetRequiredValue(Option)) : null };

    /// <summary>The images of the folder, prepared as those to train on; null where images are held out.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">How images are read.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="prepare">Prepares them.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are something else, or of classes that there are no images of to train on.</exception>
    /// <exception cref="UsageException">They are those that are trained and tested on.</exception>
    public IDataView? Open(
        MLContext ml, ParseResult parsed, DataChoice data, LabelledImages train, Func<IDataView, IDataView> prepare)
    {
        if (FolderOf(parsed) is not { } folder)
            return null;
        string digits = OutputPath.OfFolder(DigitData.Find(data.FolderOf(parsed)));
        if (digits == OutputPath.OfFolder(folder))
        {
            throw new UsageException($"{Option.Name} is the folder of the data, '{folder}', whose images are for training and testing. "
                + $"Use a share, such as {Usual}.");
        }
        ImageForm form = ImageForm.ForTraining(data.PreparationOf(parsed));
        LabelledImages compared = LabelledImages.OfFolder(ml, folder, form, data.IsTransposed(parsed));
        string[] unknown = [.. compared.TextOf("Label").Except(train.TextOf("Label")).Order(StringComparer.Ordinal)];
        if (unknown is not [])
        {
            throw new InvalidDataException($"'{folder}' has classes that there are no images of to train on: "
                + $"{ErrorText.List(unknown, name => name)}.");
        }
        return prepare(compared.WithLabelsAs(ml, train));
    }

    private static float? ShareIn(string text)
    {
        try
        {
            return TrainingSettings.Validation.Apply(RnnOptions.Tutorial, text).ValidationFraction;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
