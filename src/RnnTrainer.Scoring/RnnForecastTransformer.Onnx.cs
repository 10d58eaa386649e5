using Google.Protobuf;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Writes the network as an ONNX file. Input: windows, float [batch, <see cref="RnnModel.TimeSteps"/>,
    /// <see cref="RnnModel.InputSize"/>], and where there are static inputs <c>Categories</c>, int64 [batch, static inputs], keys counted
    /// from 1, 0 where one is missing. Output: <c>Score</c>, float [batch, targets x horizon x levels], sorted for each target and step.
    /// Windows and output are scaled: the remarks say how.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A step of the window holds [targets | past inputs | known inputs] of one row, from the oldest to the row that the forecast is made
    /// after; steps that the series lacks come first and are 0, and so many come before that the window is whole blocks of
    /// <see cref="RnnModel.BlockSteps"/>. Where inputs are known ahead, <see cref="Horizon"/> steps follow that hold them, and 0 for the
    /// rest.
    /// </para>
    /// <para>
    /// Targets: where all values in training were positive, their natural logarithms; then less the window's own mean, divided by its own
    /// deviation (of the population, at least a small number that keeps constant windows finite), missing ones left out. Inputs: less
    /// their mean in training, divided by their deviation. An output y stands for y x deviation + mean of the window, or e to the power of
    /// that; and for 0 where that is below 0, but no value in training was.
    /// </para>
    /// </remarks>
    /// <param name="path">The file. It is written whole or not at all; one that is there is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The network is larger than an ONNX file can be (2 GiB).</exception>
    public void SaveAsOnnx(string path) => SaveAsOnnx(path, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/*[not(self::param)]"/>
    /// <param name="path">The file. It is written whole or not at all; one that is there is replaced.</param>
    /// <param name="options">Names, and what else there is to choose. The input is named <c>Features</c> by default.</param>
    /// <exception cref="ArgumentException">The path is empty, or the input and the output would have the same name.</exception>
    public void SaveAsOnnx(string path, RnnOnnxOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        ModelProto file = OnnxFile.Of(Network, NamesOf(options), options.OperatorSet);
        WholeFile.Write(path, file.WriteTo);
    }

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/summary|/remarks"/>
    /// <param name="stream">Where the file's bytes go, from where it stands. It stays open.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    /// <exception cref="NotSupportedException">The network is larger than an ONNX file can be (2 GiB).</exception>
    public void SaveAsOnnx(Stream stream) => SaveAsOnnx(stream, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(Stream)" path="/*[not(self::param)]"/>
    /// <param name="stream">Where the file's bytes go, from where it stands. It stays open.</param>
    /// <param name="options">Names, and what else there is to choose. The input is named <c>Features</c> by default.</param>
    /// <exception cref="ArgumentException">
    /// The stream is closed or read-only, or the input and the output would have the same name.
    /// </exception>
    public void SaveAsOnnx(Stream stream, RnnOnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        StreamCheck.Writable(stream);
        OnnxFile.Of(Network, NamesOf(options), options.OperatorSet).WriteTo(stream);
    }

    private OnnxNames NamesOf(RnnOnnxOptions options) => options.NamesOf(Network.Network, features: "Features", lengths: null);
}
