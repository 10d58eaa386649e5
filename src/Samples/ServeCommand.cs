using System.CommandLine;
using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>A page in the browser where one draws, and sees what a saved network makes of it, row by row.</summary>
internal sealed class ServeCommand : SampleCommand
{
    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly Option<int> port = Numbers.Between("--port", 0, ushort.MaxValue, 5080, "Where to listen, on this machine only; 0 takes any free port.");

    public ServeCommand(Option<bool> verbose) : base(
        "serve", "Draw digits in the browser, and watch a network read them row by row, until Ctrl-C.",
        ("serve mnist-rnn.zip", "then open the address that it prints"),
        ("serve mnist-rnn.zip --port 0", "on any free port"))
    {
        Add(model);
        Add(port);
        SetAction((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), parsed.GetValue(port), parsed.GetValue(verbose), cancellation));
    }

    private static async Task<int> Run(FileInfo file, int port, bool verbose, CancellationToken cancellation)
    {
        Screen screen = new();
        SavedModel saved = SavedModel.Load(file);
        DrawingPredictor predictor = new(saved);
        await using DrawingServer server = await DrawingServer.Start(predictor, port, verbose, cancellation);

        screen.Line($"{saved.Name}: {NetworkText.Of(saved.Network.Model)}, "
            + $"{saved.Height} x {saved.Width} pixels, {Counted.Of(saved.Classes.Count, "class", "classes")}");
        screen.Line($"Draw at {server.Address}  (Ctrl-C stops)");
        await server.WaitForStop(cancellation);
        return ExitCode.Success;
    }
}
